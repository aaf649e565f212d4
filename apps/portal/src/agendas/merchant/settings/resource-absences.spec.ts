import { readAbsences } from './resource-absences';

describe('absences as a shop writes them', () => {
  it('are of one day or several, however they are written', () => {
    const text = '24/12/2026 - 02/01/2027\n14/02/2027';
    const read = readAbsences(text) ?? [];
    expect(read).toEqual([
      { from: '2026-12-24', until: '2027-01-02' },
      { from: '2027-02-14', until: '2027-02-14' },
    ]);
    expect(readAbsences('4.5.2027 au 2027-05-09')).toEqual([{ from: '2027-05-04', until: '2027-05-09' }]);
  });

  it.each(['demain', '31/02/2027', '02/01/2027 - 24/12/2026', '1/1/2027 - 2/1/2027 - 3/1/2027', '24/12/26'])(
    'refuse %j',
    (text) => {
      expect(readAbsences(text)).toBeNull();
    },
  );
});
