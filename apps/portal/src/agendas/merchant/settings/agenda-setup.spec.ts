import { agendaResourceSchema, agendaServiceSchema } from '@halles/contracts';
import { AGENDA_TEMPLATE_NAMES } from '@halles/domain/agendas';
import { scopeOf, territory } from '../../../../testing/page-scopes';
import { templateWords } from './agenda-setup.presenter';

describe('what a template calls its resources and services', () => {
  it.each(AGENDA_TEMPLATE_NAMES)('is a name that an agenda takes, in both languages: %s', (name) => {
    for (const locale of ['fr', 'en'] as const) {
      const { resource, services } = templateWords(name, scopeOf(territory(), locale));
      expect(new Set(Object.values(services)).size).toBe(Object.keys(services).length);
      for (const word of Object.values(services))
        expect(agendaServiceSchema.parse({ name: word }).name).toBe(word);
      if (resource !== '')
        expect(agendaResourceSchema.parse({ kind: 'seat', name: `${resource} 1` }).name).toBe(
          `${resource} 1`,
        );
    }
  });
});
