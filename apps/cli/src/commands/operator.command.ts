import {
  createOperator,
  grantRole,
  listOperators,
  nameOfAddress,
  type NewOperator,
  removeOperator,
  resetOperator,
  resetSecondFactor,
  type RoleInput,
  withdrawRole,
} from '@halles/platform/provisioning';
import { type Command, InvalidArgumentError } from 'commander';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { withInstallation } from './installation';

function printPassword(io: Io, { email, password }: NewOperator): void {
  io.line(`${email}, one-time password ${password}`);
  io.line('It is shown this once, and must be changed at the next sign-in.');
  io.result({ email, password });
}

function parseRole(text: string): RoleInput['role'] {
  const role = (['operator', 'manager', 'agent'] as const).find((known) => known === text);
  if (!role) throw new InvalidArgumentError('One of operator, manager, agent.');
  return role;
}

function registerList(operator: Command, io: () => Io): void {
  operator
    .command('list')
    .description('who may sign in to the console')
    .action(async () => {
      await withInstallation(io(), async (installation) => {
        const all = await listOperators(installation);
        io().table(
          all.map(({ email, name, roles, mustChangePassword, hasSecondFactor, lastSignInAt }) => ({
            email,
            name,
            roles: roles.join(', ') || 'none',
            'last sign-in': lastSignInAt?.toISOString() ?? 'never',
            password: mustChangePassword ? 'one-time' : 'own',
            'second factor': hasSecondFactor ? 'yes' : 'no',
          })),
        );
        if (all.length === 0) io().line('Nobody yet. Create one with: halles operator create <email>');
        io().result(all);
      });
    });
}

function registerAccounts(operator: Command, io: () => Io): void {
  operator
    .command('create <email>')
    .description('open an account with a one-time password')
    .option('--name <name>', 'who it is, as colleagues and merchants read it; made of the email unless said')
    .option('--role <role>', 'operator, manager or agent', parseRole, 'operator')
    .option('--tenant <slug>', 'the territory of a manager or an agent')
    .action(async (email: string, options: { name?: string; role: RoleInput['role']; tenant?: string }) => {
      await withInstallation(io(), async (installation) => {
        const input = { role: options.role, tenant: options.tenant ?? null };
        printPassword(
          io(),
          await createOperator(installation, email, options.name ?? nameOfAddress(email), input),
        );
      });
    });
  operator
    .command('reset <email>')
    .description('give a new one-time password, and end what is open')
    .action(async (email: string) => {
      await withInstallation(io(), async (installation) => {
        printPassword(io(), await resetOperator(installation, email));
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

function registerRoles(operator: Command, io: () => Io): void {
  operator
    .command('grant <email> <role> [tenant]')
    .description('give an account a role: operator, or manager or agent of a territory')
    .action(async (email: string, text: string, tenant?: string) => {
      const role = parseRole(text);
      await withInstallation(io(), async (installation) => {
        await grantRole(installation, email, { role, tenant: tenant ?? null });
        io().line(
          `${email} is ${role}${tenant === undefined ? '' : ` of ${tenant}`} from the next sign-in on.`,
        );
        io().result({ email, role, tenant: tenant ?? null });
      });
    });
  operator
    .command('withdraw <email> [tenant]')
    .description('take the role on a territory away, or that of operator')
    .action(async (email: string, tenant?: string) => {
      await withInstallation(io(), async (installation) => {
        await withdrawRole(installation, email, tenant ?? null);
        io().line(`${email} has no role ${tenant === undefined ? 'of operator' : `on ${tenant}`} any more.`);
        io().result({ email, tenant: tenant ?? null, withdrawn: true });
      });
    });
  operator
    .command('reset-second-factor <email>')
    .description('forget the authenticator of somebody who lost it, and end what is open')
    .action(async (email: string) => {
      await withInstallation(io(), async (installation) => {
        await resetSecondFactor(installation, email);
        io().line(
          `${email} signs in with the password alone once more, and an operator sets a new code up then.`,
        );
        io().result({ email, secondFactor: false });
      });
    });
}

/** `halles operator …` */
export function registerOperator(program: Command, io: () => Io): void {
  const operator = program.command('operator').description('the accounts of the console');
  registerList(operator, io);
  registerAccounts(operator, io);
  registerRoles(operator, io);
}
