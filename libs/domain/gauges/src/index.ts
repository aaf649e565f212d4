export { type AboveGauge, AboveGauges, type GaugeDecision } from './above-gauge.service';
export { GaugeAnnouncements, type GaugeChange, type GaugeNotice } from './gauge-announcements.service';
export { GAUGE_EXAMPLES } from './gauge-examples';
export type { ConcernedCounts, ConcernedPlace, KeptGaugeRule } from './gauge-rule.repository';
export { type GaugePreview, GaugeRules } from './gauge-rules.service';
export { GaugeDecisionMissed, GaugeRuleChanged, GaugeRuleNotFound, GaugeZoneUnknown } from './gauge.errors';
export { GAUGE_ANNOUNCE, GAUGE_NOTIFY, GAUGE_PROPOSE } from './gauge.events';
export { GaugesModule } from './gauges.module';
export { gaugeMails } from './mails/gauge-mails';
