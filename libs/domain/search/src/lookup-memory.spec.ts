import { systemClock } from '@halles/kernel';
import { FakeChangeBus } from '@halles/testing';
import { LookupMemory } from './lookup-memory';
import type { LookupAnswer, LookupRequest } from './lookup.repository';

const all = { kind: 'all', value: '' } as const;
const asked: LookupRequest = { keys: [all], placeNames: ['lille'], listingNames: ['lille'] };
const found: LookupAnswer = { keys: [{ ...all, id: 1, listings: 10 }], places: [], named: ['lille'] };
const here = { role: 't_1', database: 'main' };
const there = { role: 't_2', database: 'main' };

describe('the answers to look-ups that are remembered', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('are a territory’s own, each to the whole of what was asked', () => {
    const memory = new LookupMemory(new FakeChangeBus(), systemClock);
    expect(memory.of(here).find(asked)).toBeUndefined();
    memory.of(here).remember(asked, found);
    expect(memory.of(here).find({ ...asked, keys: [{ ...all }] })).toBe(found);
    expect(memory.of(there).find(asked)).toBeUndefined();
    expect(memory.of(here).find({ ...asked, keys: [] })).toBeUndefined();
    expect(memory.of(here).find({ ...asked, placeNames: [] })).toBeUndefined();
    expect(memory.of(here).find({ ...asked, listingNames: [] })).toBeUndefined();
  });

  it.each([
    ['thirty seconds where changes are heard of', true, 30_000],
    ['two where they are not', false, 2_000],
  ])('for %s', (_, heard, ms) => {
    const changeBus = new FakeChangeBus();
    changeBus.connected = heard;
    const memory = new LookupMemory(changeBus, systemClock);
    memory.of(here).remember(asked, found);
    jest.advanceTimersByTime(ms - 1);
    expect(memory.of(here).find(asked)).toEqual(found);
    jest.advanceTimersByTime(1);
    expect(memory.of(here).find(asked)).toBeUndefined();
  });

  it('not beyond a change, even where they were being read while it was told', () => {
    const changeBus = new FakeChangeBus();
    const memory = new LookupMemory(changeBus, systemClock);
    memory.of(there).remember(asked, found);
    const known = memory.of(here);
    changeBus.publish(here.role);
    known.remember(asked, found);
    expect(memory.of(here).find(asked)).toBeUndefined();
    expect(memory.of(there).find(asked)).toEqual(found);
    changeBus.publish(undefined);
    expect(memory.of(there).find(asked)).toBeUndefined();
  });

  it('are not without end: those that were not used for longest make room', () => {
    const memory = new LookupMemory(new FakeChangeBus(), systemClock);
    const typed = (at: number): LookupRequest => ({ ...asked, placeNames: [`${'a'.repeat(10_000)} ${at}`] });
    memory.of(here).remember(typed(0), found);
    memory.of(there).remember(asked, found);
    for (let at = 1; at < 100; at += 1) memory.of(here).remember(typed(at), found);
    expect(memory.of(here).find(typed(0))).toBeUndefined();
    expect(memory.of(here).find(typed(99))).toEqual(found);
    expect(memory.of(there).find(asked)).toEqual(found);
  });
});
