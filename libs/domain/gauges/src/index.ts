export { GaugeAnnouncements, type GaugeNews, type GaugeNotice } from './gauge-announcements.service';
export { GAUGE_EXAMPLES } from './gauge-examples';
export type { ConcernedCounts, ConcernedPlace, KeptGaugeRule } from './gauge-rule.repository';
export { type GaugePreview, GaugeRules } from './gauge-rules.service';
export { GaugeRuleChanged, GaugeRuleNotFound, GaugeZoneUnknown } from './gauge.errors';
export { GAUGE_ANNOUNCE, GAUGE_NOTIFY } from './gauge.events';
export { GaugesModule } from './gauges.module';
export { gaugeMails } from './mails/gauge-mails';
