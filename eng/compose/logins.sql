-- Two logins with no more than they need: one makes tables, the other reads and writes rows. sqlcmd takes $(...) from the environment.
IF DB_ID('BackCare') IS NULL CREATE DATABASE BackCare;
GO
-- Readers do not wait for writers, as they do not in SQLite's write-ahead log.
IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE name = 'BackCare') = 0
    ALTER DATABASE BackCare SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
IF SUSER_ID('backcare_migrate') IS NULL CREATE LOGIN backcare_migrate WITH PASSWORD = '$(MIGRATE_PASSWORD)', DEFAULT_DATABASE = BackCare;
ELSE ALTER LOGIN backcare_migrate WITH PASSWORD = '$(MIGRATE_PASSWORD)';
IF SUSER_ID('backcare_web') IS NULL CREATE LOGIN backcare_web WITH PASSWORD = '$(WEB_PASSWORD)', DEFAULT_DATABASE = BackCare;
ELSE ALTER LOGIN backcare_web WITH PASSWORD = '$(WEB_PASSWORD)';
GO
USE BackCare;
GO
IF USER_ID('backcare_migrate') IS NULL CREATE USER backcare_migrate FOR LOGIN backcare_migrate;
IF USER_ID('backcare_web') IS NULL CREATE USER backcare_web FOR LOGIN backcare_web;
IF IS_ROLEMEMBER('db_owner', 'backcare_migrate') = 0 ALTER ROLE db_owner ADD MEMBER backcare_migrate;
IF IS_ROLEMEMBER('db_datareader', 'backcare_web') = 0 ALTER ROLE db_datareader ADD MEMBER backcare_web;
IF IS_ROLEMEMBER('db_datawriter', 'backcare_web') = 0 ALTER ROLE db_datawriter ADD MEMBER backcare_web;
GO
