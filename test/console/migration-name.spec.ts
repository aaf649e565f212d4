import { en } from '../../apps/console/src/app/core/i18n/en';
import { fr } from '../../apps/console/src/app/core/i18n/fr';
import { createFormat } from '../../apps/console/src/app/core/format';
import { migrationWords } from '../../apps/console/src/app/features/overview/migration-name';

describe('the name of a migration', () => {
  it('says when it was written, in the words of the reader', () => {
    const [french, english] = [fr.overview.migrationOf, en.overview.migrationOf];
    expect(migrationWords('Foundation1764028800000', createFormat('fr'), french)).toBe(
      'tables du 25 nov. 2025',
    );
    expect(migrationWords('ContactForm1764028800000', createFormat('en'), english)).toBe(
      'tables of 25 Nov 2025',
    );
  });

  it.each(['0003-contact', '1764028800000', 'Foundation12', ''])('shows %j as it is', (name) => {
    expect(migrationWords(name, createFormat('fr'), fr.overview.migrationOf)).toBe(name);
  });
});
