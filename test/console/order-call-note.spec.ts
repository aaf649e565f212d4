import { entryOf } from '../../apps/console/src/app/features/orders/note-entry';

describe('the entry of a note', () => {
  it('follows the kept one where nothing was typed', () => {
    const entry = entryOf('Midi');
    expect(entryOf('Soir', { value: entry })).toEqual({ note: 'Soir', began: 'Soir' });
  });

  it('stays as it was typed when a colleague writes another', () => {
    const typed = { note: 'Midi, par la cour', began: 'Midi' };
    expect(entryOf('Soir', { value: typed })).toBe(typed);
  });

  it('is no longer typed once it is kept', () => {
    const typed = { note: 'Midi, par la cour ', began: 'Midi' };
    expect(entryOf('Midi, par la cour', { value: typed })).toEqual({
      note: 'Midi, par la cour',
      began: 'Midi, par la cour',
    });
  });
});
