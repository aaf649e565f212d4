import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { claimPolicies, claimProofKinds, documentTypes, portalPermissions } from '@halles/contracts';
import { FACT_SOURCES, FACTS } from '@halles/domain/listings';
import { NOTIFICATION_CHANNELS, NOTIFICATION_EVENTS } from '@halles/domain/notifications';
import { scopeOf, territory } from '../../testing/page-scopes';

/** Lists that the code knows, by the vocabulary that words them on the page. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  policy: claimPolicies,
  proof: claimProofKinds,
  document: documentTypes.map((type) => type.split('/').at(-1) ?? ''),
  permission: portalPermissions,
  source: FACT_SOURCES,
  fact: FACTS,
  event: NOTIFICATION_EVENTS,
  channel: NOTIFICATION_CHANNELS,
  mail: globSync('libs/domain/*/src/mails/*/mail.ts').map((path) => basename(dirname(path))),
};

describe('the words of what an account holds', () => {
  it.each(['fr', 'en'] as const)('has one for each that may stand there (%s)', (locale) => {
    const { texts } = scopeOf(territory(), locale);
    const missing = Object.entries(KNOWN).flatMap(([vocabulary, values]) =>
      values
        .filter((value) => !texts.has(`account.export.values.${vocabulary}.${value}`))
        .map((value) => `${vocabulary}.${value}`),
    );
    expect(missing).toEqual([]);
  });
});
