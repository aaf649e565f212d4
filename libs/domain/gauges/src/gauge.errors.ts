import { defineError } from '@halles/kernel';

export const GaugeRuleNotFound = defineError('gauge-rule-not-found', {
  kind: 'not-found',
  title: { fr: 'Règle introuvable', en: 'Rule not found' },
  detail: () => ({
    fr: 'Cette règle de jauge n’existe pas sur ce territoire.',
    en: 'There is no such rule of how many people may be inside on this territory.',
  }),
});

export const GaugeRuleChanged = defineError('gauge-rule-changed', {
  kind: 'conflict',
  title: { fr: 'Règle changée entre-temps', en: 'Rule changed meanwhile' },
  detail: () => ({
    fr: 'Quelqu’un a changé cette règle pendant que vous la lisiez. Relisez-la avant de la changer.',
    en: 'Somebody changed this rule while you were reading it. Read it again before you change it.',
  }),
});

export const GaugeZoneUnknown = defineError<{ readonly zones: readonly string[] }>('gauge-zone-unknown', {
  kind: 'invalid',
  title: { fr: 'Zone inconnue', en: 'Unknown zone' },
  detail: ({ zones }) => ({
    fr: `Ce territoire n’a pas de commune ou de catégorie «\u00a0${zones.join(', ')}\u00a0».`,
    en: `This territory has no commune or category “${zones.join(', ')}”.`,
  }),
});

export const GaugeDecisionMissed = defineError('gauge-decision-missed', {
  kind: 'conflict',
  title: { fr: 'Plus rien à décider', en: 'Nothing left to decide' },
  detail: () => ({
    fr: 'Ce passage ne dépasse plus la jauge, ou son client n’a pas laissé d’adresse de courriel.',
    en: 'This visit is above the gauge no more, or its customer left no email address.',
  }),
});
