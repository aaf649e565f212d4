import { changePasswordSchema } from '@halles/contracts';
import {
  PASSWORD_MAX,
  PASSWORD_MIN,
  checkPassword,
} from '../../apps/console/src/app/features/change-password/password-rules';

describe('what is asked of a new password', () => {
  it.each([PASSWORD_MIN - 1, PASSWORD_MIN, PASSWORD_MAX, PASSWORD_MAX + 1])(
    'agrees with the API on a length of %d',
    (length) => {
      const next = 'x'.repeat(length);
      const accepted = changePasswordSchema.safeParse({ current: 'old', next }).success;
      expect(checkPassword({ current: 'old', next, repeat: next }).length).toBe(accepted);
    },
  );

  it('promises nothing before anything is typed', () => {
    expect(checkPassword({ current: '', next: '', repeat: '' })).toEqual({
      length: false,
      different: false,
      match: false,
    });
  });

  it('sees the old password coming back, and the two entries that differ', () => {
    const same = { current: 'une phrase longue', next: 'une phrase longue', repeat: 'une phrase' };
    expect(checkPassword(same)).toEqual({ length: true, different: false, match: false });
  });
});
