import {
  caseAges,
  caseKinds,
  caseNatures,
  consoleCasePath,
  consolePath,
  consoleRoutes,
  mandateGroupNames,
  pageGroupNames,
  SIGNATURE_HEIGHT,
  SIGNATURE_WIDTH,
  tenantScreens,
} from '@halles/contracts';
import { AGES, caseFilterOf, NATURES } from '../../apps/console/src/app/core/case-filter';
import { casePath } from '../../apps/console/src/app/features/cases/case-path';
import { MANDATE_GROUPS, PAGE_GROUPS } from '../../apps/console/src/app/core/mandate-groups';
import { readFileSync } from 'node:fs';
import { consolePage } from '../../apps/console-api/src/oidc/console-pages';
import { tenantPath } from '../../apps/console/src/app/core/menu';
import { LINKED, PROCONNECT_PARAMETER, SIGNED_OUT } from '../../apps/console/src/app/core/pro-connect';
import { paths, RETURN_PARAMETER } from '../../apps/console/src/app/core/return-path';

/** The schemas of the contracts would cost the browser a hundred kilobytes: it has copies of a few of their figures. */
describe('what the console copies from the contracts', () => {
  it('has the groups of a mandate', () =>
    expect([MANDATE_GROUPS, PAGE_GROUPS]).toEqual([mandateGroupNames, pageGroupNames]));

  it('has what cases are about, and how long they wait', () =>
    expect([NATURES, AGES]).toEqual([caseNatures, caseAges]));

  it('has the grid of a signature', () => {
    const pad = readFileSync('apps/console/src/app/features/mandates/signature-pad.component.ts', 'utf8');
    expect(pad).toContain(`{ width: ${SIGNATURE_WIDTH}, height: ${SIGNATURE_HEIGHT} }`);
  });

  it('has the pages to which mails, the server and portals lead', () => {
    expect(paths).toMatchObject(consoleRoutes);
    for (const screen of tenantScreens) {
      expect(tenantPath('bordeaux', screen)).toBe(consolePath('bordeaux', screen));
      expect(tenantPath('bordeaux', screen, 12)).toBe(consolePath('bordeaux', screen, 12));
    }
    for (const kind of caseKinds) {
      const one = { kind, id: 'a1' };
      expect(casePath('bordeaux', one)).toBe(consoleCasePath('bordeaux', one));
    }
  });

  it('has the pages to which the server sends those who come back from ProConnect', () => {
    const query = (says: string) => `?${PROCONNECT_PARAMETER}=${says}`;
    expect(consolePage('secondFactor', LINKED)).toBe(paths.secondFactor + query(LINKED));
    const place = `&${RETURN_PARAMETER}=%2Fcomptes`;
    expect(consolePage('signIn', SIGNED_OUT, paths.accounts)).toBe(paths.signIn + query(SIGNED_OUT) + place);
  });
});

describe('the filters in the address of a queue', () => {
  const read = (query: string) => caseFilterOf(new URLSearchParams(query));

  it('are read', () => {
    const account = '0190a7b8-1c2d-7e3f-8a4b-5c6d7e8f9a0b';
    expect(read(`type=dispute&age=7&commune=2A004&suivi=${account}`)).toEqual({
      nature: 'dispute',
      age: '7',
      commune: '2A004',
      assignee: account,
    });
    expect(read('suivi=mine')).toEqual({ assignee: 'mine' });
  });

  it('are left out where they are none, so that a mistyped address shows more and not an error', () =>
    expect(read('type=x&age=8&commune=Bordeaux&suivi=moi&etat=attente')).toEqual({}));
});
