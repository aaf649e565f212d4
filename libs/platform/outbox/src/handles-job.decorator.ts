import { Injectable, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { JobKind } from './job-kind';
import type { JobHandler } from './job-runner';

/** Where the queue reads which kind a class handles. */
export const Handles = DiscoveryService.createDecorator<JobKind>();

/**
 * The class, a provider of whichever module of the worker, does the work of this kind of job. It may be called again for
 * the same row: it must then do nothing twice.
 */
export const HandlesJob =
  (kind: JobKind) =>
  (target: Type<JobHandler>): void => {
    Injectable()(target);
    Handles(kind)(target);
  };
