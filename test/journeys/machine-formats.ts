import { claimProofKinds, listingReportKinds, PROFILE_FIELDS } from '@halles/contracts';

/** Names that code gives to things: those with a capital or a dash inside are no word of any language that we write. */
const NAMES = [...PROFILE_FIELDS, ...claimProofKinds, ...listingReportKinds].filter((name) =>
  /[a-z][A-Z]|[a-z]-[a-z]/.test(name),
);

/** What programs write and no person reads. */
const FORMATS: readonly RegExp[] = [
  // +33465713757
  /\+\d{10,}/g,
  // Mo-Tu,Th-Sa 06:30-20:00
  /\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su|PH))* (?:\d{2}:\d{2}|off)/g,
  // 2026-11-27, alone or with its time
  /\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?\b/g,
  // 44.837789
  /-?\b\d{1,3}\.\d{4,}\b/g,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
  new RegExp(`\\b(?:${NAMES.join('|')})\\b`, 'g'),
  /\b(?:undefined|null|NaN)\b|\[object /g,
];

/** Machine formats in a text that people read. Pure. */
export const machineFormats = (text: string): string[] =>
  FORMATS.flatMap((format) => [...text.matchAll(format)].map(([found]) => found));
