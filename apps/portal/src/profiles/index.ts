export type { EditorSession } from './editor';
export { EditorSessions } from './editor-session';
export { readPhone } from './forms/contact-points';
export { readHours, WEEKDAYS } from './forms/hours.form';
export { fillSpans } from './forms/spans';
export { HoursInputs } from './hours-inputs';
export type { DayInputView } from './hours.view';
export { presentOverview } from './overview.presenter';
export type { OverviewBody } from './overview.view';
