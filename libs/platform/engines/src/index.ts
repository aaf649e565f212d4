export * from './engine';
export * from './postgres';
export { freePort, isPortFree } from './ports';
export { isAlive, processesTitled, signal, titleOf, waitUntil } from './processes';
export * from './redis';
