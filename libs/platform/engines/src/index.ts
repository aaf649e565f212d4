export * from './engine';
export { diskFull, ensureFolder, explainIo, secretFile } from './folders';
export { guard } from './guard';
export { findRunningPostgres, type PostgresOptions, startPostgres } from './postgres';
export { freePort, isPortFree } from './ports';
export * from './probe';
export { exitOf, isAlive, processesTitled, signal, titleOf, waitUntil } from './processes';
export { findRunningRedis, type RedisOptions, startRedis } from './redis';
