import type { FieldError } from '@halles/kernel';
import { type PipeTransform, StandardSchemaValidationPipe } from '@nestjs/common';
import { describeIssue, type InputIssue } from './input-errors';
import { InvalidInput, PageNotFound } from './http.errors';

/** RFC 6901: `~` and `/` are escaped inside a segment. Pure. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The errors of an input in French and English, each with where it is. At most fifty. Pure. */
export function toErrors(issues: readonly InputIssue[]): FieldError[] {
  return issues.slice(0, 50).flatMap((issue) => {
    const path = (issue.path ?? []).map((segment) => (typeof segment === 'object' ? segment.key : segment));
    // One error for each field that should not be there, where the field is.
    if (issue.code === 'unrecognized_keys') {
      return (issue.keys ?? []).map((key) => ({
        pointer: jsonPointer([...path, key]),
        message: describeIssue(issue),
      }));
    }
    return [{ pointer: jsonPointer(path), message: describeIssue(issue) }];
  });
}

/**
 * Validates `@Body({ schema })`, `@Query({ schema })`, `@Param({ schema })` with the zod schema given there. What names no thing
 * is at no address: a wrong path is not found, and nobody is asked to correct it.
 */
export function inputPipe(): PipeTransform {
  const inputs = new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => new InvalidInput({}, toErrors(issues)),
  });
  const paths = new StandardSchemaValidationPipe({ exceptionFactory: () => new PageNotFound({}) });
  return {
    transform: (value, metadata) => (metadata.type === 'param' ? paths : inputs).transform(value, metadata),
  };
}
