import type { ReadElsewhere } from '@halles/domain/profiles';
import { anEditor, someRevisions } from '../../testing/sample-editor';
import { scopeOf, territory } from '../../testing/page-scopes';
import { presentHistory } from './history.presenter';

describe('a page that was confirmed as it is', () => {
  const editor = anEditor();
  const shown = (readBefore: ReadElsewhere) => {
    const revisions = someRevisions.slice(0, 1).map((one) => ({
      ...one,
      isUndone: false,
      undoes: null,
      undoesFrom: null,
      changes: {
        name: { before: null, after: 'Le Fournil' },
        category: { before: null, after: 'bakery' },
      },
      readBefore,
    }));
    const can = { canUndo: true, isAgent: false, leadsTo: () => true };
    const world = { ...editor.known, isPublic: true, can, now: editor.now };
    return presentHistory(scopeOf(territory()), 12, { revisions, acts: [], older: null }, world).revisions[0];
  };

  it('is said to be, without the way to take back what changed nothing', () => {
    const entry = shown({ name: 'Le Fournil', category: 'bakery' });
    expect(entry).toMatchObject({
      act: 'Page confirmée, sans rien changer\u00a0: Nom, Activité principale',
      changes: [],
    });
    expect(entry).not.toHaveProperty('undo');
  });

  it('is a change where one of its words is another', () => {
    const entry = shown({ name: 'FOURNIL SARL', category: 'bakery' });
    expect(entry).not.toHaveProperty('act');
    expect([entry?.changes.length, entry?.undo]).toEqual([2, expect.anything()]);
  });
});
