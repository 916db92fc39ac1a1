# One image for every service of docker-compose.yml: the web host, which is also the trainer, and the command line.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# What restoring reads, and nothing else: this layer stays until a reference or a version changes.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY eng/MLNet.targets eng/MLNetConstant.targets eng/NativeLibraries.targets eng/Probe.proj eng/SqlServer.targets eng/
COPY eng/probe eng/probe
COPY src/BackCare.Ranking/BackCare.Ranking.csproj src/BackCare.Ranking/
COPY src/BackCare.Ranking.MLNet/BackCare.Ranking.MLNet.csproj src/BackCare.Ranking.MLNet/
COPY src/BackCare.Domain/BackCare.Domain.csproj src/BackCare.Domain/
COPY src/BackCare.App/BackCare.App.csproj src/BackCare.App/
COPY src/BackCare.Web/BackCare.Web.csproj src/BackCare.Web/
COPY src/BackCare.Cli/BackCare.Cli.csproj src/BackCare.Cli/
RUN dotnet restore src/BackCare.Web --use-current-runtime && dotnet restore src/BackCare.Cli --use-current-runtime

COPY .editorconfig BannedSymbols.txt ./
COPY src src
# Both into one folder: they share all but two of their assemblies. CI has run the analyzers.
RUN dotnet publish src/BackCare.Web --no-restore --use-current-runtime --no-self-contained -c Release -o /app -p:RunAnalyzers=false \
 && dotnet publish src/BackCare.Cli --no-restore --use-current-runtime --no-self-contained -c Release -o /app -p:RunAnalyzers=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# LightGBM's native library needs OpenMP.
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app .
COPY models models
ENV PATH="/app:${PATH}"
# A build that could not restore ML.NET leaves it out with a message; an image must have it.
RUN backcare trainers | grep '^mlnet-lightgbm .*available'
USER $APP_UID
EXPOSE 8080
# The image has no curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["backcare", "health"]
ENTRYPOINT ["dotnet", "BackCare.Web.dll"]
