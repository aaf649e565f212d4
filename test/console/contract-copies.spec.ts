import { mandateGroupNames, SIGNATURE_HEIGHT, SIGNATURE_WIDTH } from '@halles/contracts';
import { MANDATE_GROUPS } from '../../apps/console/src/app/core/mandate-groups';
import { readFileSync } from 'node:fs';
import { consolePage } from '../../apps/console-api/src/oidc/console-pages';
import { LINKED, PROCONNECT_PARAMETER, SIGNED_OUT } from '../../apps/console/src/app/core/pro-connect';
import { paths, RETURN_PARAMETER } from '../../apps/console/src/app/core/return-path';

/** The schemas of the contracts would cost the browser a hundred kilobytes: it has copies of a few of their figures. */
describe('what the console copies from the contracts', () => {
  it('has the groups of a mandate', () => expect(MANDATE_GROUPS).toEqual(mandateGroupNames));

  it('has the grid of a signature', () => {
    const pad = readFileSync('apps/console/src/app/features/mandates/signature-pad.component.ts', 'utf8');
    expect(pad).toContain(`{ width: ${SIGNATURE_WIDTH}, height: ${SIGNATURE_HEIGHT} }`);
  });

  it('has the pages to which the server sends those who come back from ProConnect', () => {
    const query = (says: string) => `?${PROCONNECT_PARAMETER}=${says}`;
    expect(consolePage('security', LINKED)).toBe(paths.secondFactor + query(LINKED));
    const place = `&${RETURN_PARAMETER}=%2Fcomptes`;
    expect(consolePage('signIn', SIGNED_OUT, paths.accounts)).toBe(paths.signIn + query(SIGNED_OUT) + place);
  });
});
