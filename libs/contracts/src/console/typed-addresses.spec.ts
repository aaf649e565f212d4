import { addressSchema } from '../accounts/account.schema';
import { forgottenConsolePasswordSchema, signInSchema } from './console.schema';
import { mandateInputSchema } from './mandate.schema';
import { inviteToTeamSchema } from './team.schema';

const TYPED = ' \u00a0Ada.Morel@Mairie.Example\u202f ';
const STORED = 'ada.morel@mairie.example';

const mandate = {
  ...{ listing: 1, scope: null, giverName: 'Jeanne Paul', giverQuality: 'gérante', locale: 'fr', months: 12 },
  ...{ means: 'link' },
};

describe('an address that somebody types or pastes', () => {
  it.each([
    ['to sign in', (email: string) => signInSchema.safeParse({ email, password: 'x' }).data?.email],
    [
      'for a new password',
      (email: string) => forgottenConsolePasswordSchema.safeParse({ email, locale: 'fr' }).data?.email,
    ],
    [
      'to invite a colleague',
      (email: string) =>
        inviteToTeamSchema.safeParse({ email, name: 'Ada', role: 'agent', locale: 'fr' }).data?.email,
    ],
    [
      'to have a mandate signed by a link',
      (email: string) => mandateInputSchema.safeParse({ ...mandate, giverEmail: email }).data?.giverEmail,
    ],
    ['on a portal', (email: string) => addressSchema.safeParse({ email }).data?.email],
  ])('%s is the one that is stored, whatever stands around it', (_, read) => {
    expect([read(TYPED), read('ada morel@mairie.example'), read('\u00a0')]).toEqual([
      STORED,
      undefined,
      undefined,
    ]);
  });
});
