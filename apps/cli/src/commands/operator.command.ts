import {
  createOperator,
  listOperators,
  type NewOperator,
  removeOperator,
  resetOperator,
} from '@halles/platform/provisioning';
import type { Command } from 'commander';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { withInstallation } from './installation';

function tellPassword(io: Io, { email, password }: NewOperator): void {
  io.line(`${email}, one-time password ${password}`);
  io.line('It is shown this once, and must be changed at the next sign-in.');
  io.result({ email, password });
}

function registerList(operator: Command, io: () => Io): void {
  operator
    .command('list')
    .description('who may sign in to the console')
    .action(async () => {
      await withInstallation(io(), async (installation) => {
        const all = await listOperators(installation);
        io().table(
          all.map(({ email, name, mustChangePassword, lastSignInAt }) => ({
            email,
            name,
            'last sign-in': lastSignInAt?.toISOString() ?? 'never',
            password: mustChangePassword ? 'one-time' : 'own',
          })),
        );
        if (all.length === 0) io().line('Nobody yet. Create one with: halles operator create <email>');
        io().result(all);
      });
    });
}

/** `halles operator …` */
export function registerOperator(program: Command, io: () => Io): void {
  const operator = program.command('operator').description('the accounts of the console');
  registerList(operator, io);
  operator
    .command('create <email>')
    .description('open an account with a one-time password')
    .option('--name <name>', 'as the console greets', 'Opérateur')
    .action(async (email: string, options: { name: string }) => {
      await withInstallation(io(), async (installation) => {
        tellPassword(io(), await createOperator(installation, email, options.name));
      });
    });
  operator
    .command('reset <email>')
    .description('give a new one-time password, and end what is open')
    .action(async (email: string) => {
      await withInstallation(io(), async (installation) => {
        tellPassword(io(), await resetOperator(installation, email));
      });
    });
  operator
    .command('remove <email>')
    .description('take an account away')
    .option('--yes', 'do not ask')
    .action(async (email: string, options: { yes?: boolean }) => {
      if (options.yes !== true && !(await io().confirm(`Take the account of ${email} away?`))) {
        io().fail('Not confirmed: nothing was changed.', exitCodes.refused, 'Answer y, or pass --yes.');
      }
      await withInstallation(io(), async (installation) => {
        await removeOperator(installation, email);
        io().line(`${email} may no longer sign in.`);
        io().result({ email, removed: true });
      });
    });
}
