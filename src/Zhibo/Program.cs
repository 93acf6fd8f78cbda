using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddData(new Settings { Database = args.FirstOrDefault() ?? "" });
var app = builder.Build();
using var db = app.Services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
Console.WriteLine(db.Database.GenerateCreateScript());
