using Zhibo.Commands;
using Zhibo.Shared;

await Site.Build(new Settings(), "http://localhost:5080").RunAsync();
