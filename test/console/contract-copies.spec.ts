import { mandateGroupNames, SIGNATURE_HEIGHT, SIGNATURE_WIDTH } from '@halles/contracts';
import { MANDATE_GROUPS } from '../../apps/console/src/app/core/mandate-groups';
import { readFileSync } from 'node:fs';

/** The schemas of the contracts would cost the browser a hundred kilobytes: it has copies of a few of their figures. */
describe('what the console copies from the contracts', () => {
  it('has the groups of a mandate', () => expect(MANDATE_GROUPS).toEqual(mandateGroupNames));

  it('has the grid of a signature', () => {
    const pad = readFileSync('apps/console/src/app/features/mandates/signature-pad.component.ts', 'utf8');
    expect(pad).toContain(`{ width: ${SIGNATURE_WIDTH}, height: ${SIGNATURE_HEIGHT} }`);
  });
});
