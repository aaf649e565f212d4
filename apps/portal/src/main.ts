import 'reflect-metadata';
import { runHttpProcess } from '@halles/platform/http';
import { createPortal } from './create-portal';

await runHttpProcess(
  'portal',
  (config) => createPortal(config),
  (config) => config.port,
);
