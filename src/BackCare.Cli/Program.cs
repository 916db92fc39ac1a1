using BackCare.Cli;

return await Root.RunAsync(args, Console.Out, Console.Error);
