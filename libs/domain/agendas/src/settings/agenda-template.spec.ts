import { agendaServiceSchema } from '@halles/contracts';
import { baseCategories, branches, categoryById } from '@halles/domain/categories';
import {
  AGENDA_TEMPLATE_NAMES,
  AGENDA_TEMPLATES,
  BY_BRANCH,
  BY_CATEGORY,
  templateOf,
} from './agenda-template';

describe('the template of an agenda', () => {
  it('is that of the trade, of its branch, or else counts the people inside', () => {
    expect(templateOf('hairdresser', 'beauty')).toBe('hair');
    expect(templateOf('nail-salon', 'beauty')).toBe('beauty');
    expect(templateOf('town-hall', 'public')).toBe('desk');
    expect(templateOf('bakery', 'food')).toBe('visit');
    expect(templateOf(null, null)).toBe('visit');
  });

  it('is given to categories and branches that there are', () => {
    expect(Object.keys(BY_CATEGORY).filter((id) => !categoryById(id, baseCategories))).toEqual([]);
    const known = new Set(branches(baseCategories).map(({ id }) => id));
    expect(Object.keys(BY_BRANCH).filter((id) => !known.has(id))).toEqual([]);
  });

  it.each(AGENDA_TEMPLATE_NAMES)(
    'of %s offers services that an agenda takes, each with a key of its own',
    (name) => {
      const { services } = AGENDA_TEMPLATES[name];
      expect(services.length).toBeGreaterThan(0);
      for (const { key, ...service } of services)
        expect(agendaServiceSchema.parse({ ...service, name: key }).duration).toBe(service.duration);
      expect(new Set(services.map(({ key }) => key)).size).toBe(services.length);
    },
  );
});
