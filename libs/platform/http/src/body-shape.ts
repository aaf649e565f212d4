import type { FastifyInstance } from 'fastify';
import { BodyTooLarge } from './http.errors';

/** Fields, members and elements of a body: the longest form of ours has some hundreds. */
const MAX_VALUES = 5_000;
/** Lists and objects in each other: none of ours has more than a handful. */
const MAX_DEPTH = 64;

const membersOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
};

/** Whether a body holds more, or is deeper, than anything of ours. Pure; looks at no more of it than it may hold. */
export function isExcessive(body: unknown): boolean {
  let level = membersOf(body);
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    values += level.length;
    if (values > MAX_VALUES || depth >= MAX_DEPTH) return true;
    level = level.flatMap(membersOf);
  }
  return false;
}

/**
 * Refuses what no page of ours sends before anything goes over it: a quarter of a megabyte of empty fields takes longer to
 * check, and to say what is wrong with each, than a request may cost.
 */
export function refuseExcessiveBodies(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => {
    if (isExcessive(request.body)) done(new BodyTooLarge({}));
    else done();
  });
}
