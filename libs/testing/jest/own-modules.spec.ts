/** @own-modules */
import { DomainError } from '@halles/kernel';

describe('a test file that asks for modules of its own', () => {
  it('shares no source of the product with the files before and after it', async () => {
    jest.resetModules();
    expect((await import('@halles/kernel')).DomainError).not.toBe(DomainError);
  });
});
