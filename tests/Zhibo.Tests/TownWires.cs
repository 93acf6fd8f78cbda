using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Zhibo.Shared.Mail;

namespace Zhibo.Tests;

/// <summary>What the site sends out of town: recorded, and answered by the story instead of the world.</summary>
public sealed class TownWires : IMail
{
    /// <summary>Whether this town has a mail server.</summary>
    public bool Works { get; set; } = true;

    public ConcurrentQueue<Letter> Letters { get; } = [];

    public ConcurrentQueue<SentRequest> Requests { get; } = [];

    /// <summary>The world: answers 404 unless a story says otherwise.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage> World { get; set; } = _ => new HttpResponseMessage(HttpStatusCode.NotFound);

    public Task Send(Letter letter, CancellationToken ct)
    {
        Letters.Enqueue(letter);
        return Task.CompletedTask;
    }

    public HttpMessageHandler Handler() => new Recorder(this);

    private sealed class Recorder(TownWires wires) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            wires.Requests.Enqueue(new(request.Method, request.RequestUri!, body));
            var answer = wires.World(request);
            answer.RequestMessage = request;
            return answer;
        }
    }
}

public sealed record SentRequest(HttpMethod Method, Uri Address, string Body);

/// <summary>What the site says about itself, kept for assertions and shown when a test fails.</summary>
public sealed class TownLog : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = [];

    /// <summary>A bug is logged once, as an error.</summary>
    public ConcurrentQueue<string> Errors { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(TownLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var line = $"{logLevel} {category}: {formatter(state, exception)}{(exception is null ? "" : "\n" + exception)}";
            log.Lines.Enqueue(line);
            if (logLevel >= LogLevel.Error) log.Errors.Enqueue(line);
        }
    }
}
