export { createLog, createTrustedLog, type Log, type LogLevel, type LogOptions } from './log';
export { InjectLog, LOG, LogModule } from './log.module';
export { currentLogFields, type LogFields, withLogFields } from './log-context';
export { type GaugeValues, type HttpObservation, Metrics } from './metrics';
export { NestLog } from './nest-log';
export { isHiddenField, maskFields, maskPath, maskText } from './redaction';
