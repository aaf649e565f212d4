import { checkTransition } from '@halles/platform/provisioning';
import { Command } from 'commander';
import { registerTenant } from './tenant.command';

describe('halles tenant', () => {
  const program = new Command();
  registerTenant(program, () => {
    throw new Error('nothing is run here');
  });
  const descriptionOf = (name: string): string =>
    program.commands[0]?.commands.find((command) => command.name() === name)?.description() ?? '';

  it('says of an archived portal what is so: it can be opened again', () => {
    expect(() => checkTransition('bourg', 'archived', 'live')).not.toThrow();
    expect(descriptionOf('archive')).toContain('resume opens it again');
    expect(descriptionOf('archive')).not.toContain('for good');
    expect(descriptionOf('resume')).toContain('archived');
  });

  it('has one word for what shows a draft to everybody, and another for what opens again', () => {
    expect(descriptionOf('publish')).toBe('show a draft to everybody');
    expect(descriptionOf('resume')).not.toContain('draft');
  });
});
