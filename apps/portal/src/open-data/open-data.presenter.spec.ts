import { scopeOf, territory } from '../../testing/page-scopes';
import { presentOpenData } from './open-data.presenter';

it('the page of the open data dates the last change by the calendar of the territory', () => {
  const changedAt = new Date('2026-11-25T23:30:00Z');
  const figures = { version: 'v', listings: 12, lastId: 12, changedAt };
  const { sections } = presentOpenData(scopeOf(territory()), { figures, sources: [] });
  const facts = sections.flatMap((section) => section.facts ?? []).map(({ value }) => value);
  expect(facts).toContain('26 novembre 2026');
});
