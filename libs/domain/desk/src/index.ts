export * from './desk.errors';
export { DeskModule } from './desk.module';
export { COMMON_TEMPLATES, type ReasonTemplate } from './reason-template';
export { ReasonTemplates } from './reason-templates.service';
