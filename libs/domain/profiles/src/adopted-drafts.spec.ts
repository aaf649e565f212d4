import { draftOverAdopted } from './adopted-drafts';

const closed = { general: 'closed', days: {} } as const;
const onMayDay = { general: null, days: { '2027-05-01': 'as-usual' } } as const;
const adopted = { shopHours: 'Mo-Fr 09:00-18:00', publicHolidays: { ...closed } };

describe('a draft of what a profile takes over', () => {
  it('stays, with what holds on all holidays, and is of the new version', () => {
    const since = [{ version: 4, changes: { publicHolidays: { before: null, after: closed } } }];
    expect(
      draftOverAdopted(
        {
          publicHolidays: { base: 2, value: onMayDay },
          shopHours: { base: 2, value: adopted.shopHours },
          phone: { base: 2, value: null },
        },
        adopted,
        { version: 4, since },
      ),
    ).toEqual({
      publicHolidays: { base: 4, value: { general: 'closed', days: onMayDay.days } },
      phone: { base: 2, value: null },
    });
  });

  it('is for its editor to decide where somebody changed the same before', () => {
    const since = [{ version: 3, changes: { publicHolidays: { before: null, after: onMayDay } } }];
    const fields = { publicHolidays: { base: 2, value: closed } };
    expect(draftOverAdopted(fields, adopted, { version: 4, since })).toEqual(fields);
  });
});
