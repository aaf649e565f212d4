import { createFormat } from '../../apps/console/src/app/core/format';
import { migrationWords } from '../../apps/console/src/app/features/overview/migration-name';

describe('the name of a migration', () => {
  it('says what it does and when it was written', () => {
    expect(migrationWords('Foundation1764028800000', createFormat('fr'))).toBe('Foundation, 25 nov. 2025');
    expect(migrationWords('ContactForm1764028800000', createFormat('en'))).toBe('Contact form, 25 Nov 2025');
  });

  it.each(['0003-contact', '1764028800000', 'Foundation12', ''])('shows %j as it is', (name) => {
    expect(migrationWords(name, createFormat('fr'))).toBe(name);
  });
});
