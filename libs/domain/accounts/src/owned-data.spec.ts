import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Module, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { OwnedData, OwnedDataOf, type OwnedDataSource } from './owned-data';

const tx = {} as TenantWriteTx;
let forgotten: unknown[] = [];

class Recording implements OwnedDataSource {
  forget(_tx: unknown, listingId: number): Promise<void> {
    forgotten.push([this.constructor.name, listingId]);
    return Promise.resolve();
  }
}

@OwnedDataOf('the phone')
class Phone extends Recording {}
@OwnedDataOf('the bank account')
class BankAccount extends Recording {}
@OwnedDataOf('the phone')
class OtherPhone extends Recording {}

/** The sources in a module of their own, which does not know who finds them. */
function anApplication(...providers: Type[]) {
  @Module({ providers })
  class Feature {}
  return Test.createTestingModule({ imports: [DiscoveryModule, Feature], providers: [OwnedData] }).compile();
}

describe('what an owner leaves with a page', () => {
  it('is forgotten by every feature that has some of it, by name', async () => {
    forgotten = [];
    const owned = (await anApplication(Phone, BankAccount)).get(OwnedData);
    await owned.forget(tx, 7);
    expect(forgotten).toEqual([
      ['BankAccount', 7],
      ['Phone', 7],
    ]);
    expect(owned.names).toEqual(['the bank account', 'the phone']);
  });

  it('keeps an application from starting where two features call it the same', async () => {
    const module = await anApplication(Phone, OtherPhone);
    await expect(module.init()).rejects.toThrow(
      'what owners leave of "the phone" has two sources: Phone and OtherPhone',
    );
  });
});
