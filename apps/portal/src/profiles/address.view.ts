import type { FieldView } from '@halles/platform/forms';
import type { HiddenView, PlacePlanView } from '../places';
import type { EditorFrameView } from './editor.view';

/** What the town is asked, or has refused, of the place of a page. */
export interface PlaceRequestView {
  /** What was just done. */
  readonly done?: string;
  readonly text: string;
  readonly isRefused: boolean;
  /** The town's words. */
  readonly reason?: string;
  /** Only while it waits. */
  readonly withdraw?: string;
}

/** The address, and the pin on a plan of what is around it. */
export interface AddressBody extends EditorFrameView {
  readonly heading: string;
  readonly request?: PlaceRequestView;
  readonly fields: readonly FieldView[];
  readonly hidden: readonly HiddenView[];
  /** Absent while the commune is not known. */
  readonly plan?: PlacePlanView;
  readonly pinError?: string;
}
