import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Module, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { PersonalData, PersonalDataOf, type PersonalDataSource } from './personal-data';

const NOW = new Date('2026-11-25T12:00:00Z');
const tx = {} as TenantWriteTx;
let erased: unknown[] = [];

class Recording implements PersonalDataSource {
  export(_tx: unknown, accountId: string): Promise<unknown> {
    return Promise.resolve(`${this.constructor.name} of ${accountId}`);
  }
  erase(_tx: unknown, accountId: string, now: Date): Promise<void> {
    erased.push([this.constructor.name, accountId, now]);
    return Promise.resolve();
  }
}

@PersonalDataOf('account', { stage: 'account' })
class AccountSource extends Recording {}
@PersonalDataOf('photos')
class PhotoSource extends Recording {}
@PersonalDataOf('claims', { stage: 'rights' })
class ClaimSource extends Recording {}
@PersonalDataOf('corrections')
class CorrectionSource extends Recording {}
@PersonalDataOf('claims')
class OtherClaimSource extends Recording {}

/** The sources in a module of their own, which does not know who finds them. */
function anApplication(...providers: Type[]) {
  @Module({ providers })
  class Feature {}
  return Test.createTestingModule({
    imports: [DiscoveryModule, Feature],
    providers: [PersonalData],
  }).compile();
}

describe('personal data', () => {
  beforeEach(() => {
    erased = [];
  });

  it('are found by their decorator, and exported by name', async () => {
    const module = await anApplication(AccountSource, PhotoSource);
    expect(await module.get(PersonalData).export(tx, 'one')).toEqual({
      account: 'AccountSource of one',
      photos: 'PhotoSource of one',
    });
  });

  it('are erased in the order of the stages, and in a stage by name, however modules are written', async () => {
    const sources = [AccountSource, PhotoSource, ClaimSource, CorrectionSource];
    for (const order of [sources, [...sources].reverse()]) {
      erased = [];
      const personal = (await anApplication(...order)).get(PersonalData);
      await personal.erase(tx, 'one', NOW);
      expect(erased).toEqual(
        ['ClaimSource', 'CorrectionSource', 'PhotoSource', 'AccountSource'].map((name) => [name, 'one', NOW]),
      );
      expect(personal.names).toEqual(['claims', 'corrections', 'photos', 'account']);
    }
  });

  it('keep an application from starting where two sources have one name', async () => {
    const module = await anApplication(ClaimSource, OtherClaimSource);
    await expect(module.init()).rejects.toThrow(
      'the personal data of "claims" have two sources: ClaimSource and OtherClaimSource',
    );
  });
});
