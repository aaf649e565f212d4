import { runHttpProcess } from '@halles/platform/http';
import { createConsoleApp } from './console-app';

await runHttpProcess('console-api', createConsoleApp, (config) => config.consolePort);
