import type { FieldView } from '@halles/platform/forms';
import type { EditorFrameView } from './editor.view';
import type { HoursView } from '../wording/opening-hours';
import type { LinkView } from '../rendering/link.view';

export interface SpanInputView {
  readonly fromId: string;
  readonly untilId: string;
  readonly from: string;
  readonly until: string;
  readonly fromLabel: string;
  readonly untilLabel: string;
}

/** One day of a form of weeks. */
export interface DayInputView {
  readonly id: string;
  readonly label: string;
  readonly spans: readonly SpanInputView[];
  readonly error?: string;
}

export interface SeasonView {
  readonly id: string;
  readonly heading: string;
  readonly isOpen: boolean;
  readonly from: FieldView;
  readonly until: FieldView;
  readonly days: readonly DayInputView[];
}

export interface NthDayView {
  readonly id: string;
  readonly legend: string;
  readonly isOpen: boolean;
  readonly nth: FieldView;
  readonly weekday: FieldView;
  readonly day: DayInputView;
}

/** What the public would see of the hours in the form. */
export interface HoursPreviewView {
  readonly sentence: string;
  readonly hours?: HoursView;
}

export interface HoursBody extends EditorFrameView {
  readonly heading: string;
  /** That the town has set the hours, for who keeps the shop; without the ways where they confirmed or are changing them. */
  readonly byTown?: {
    readonly text: string;
    readonly weeks: readonly string[];
    readonly confirm?: { readonly label: string; readonly version: number };
    readonly correct?: LinkView;
  };
  readonly modes: readonly LinkView[];
  readonly mode: string;
  /** Shown where the form starts from the hours of other sources. */
  readonly startNote?: string;
  readonly modeHeading: string;
  readonly week: readonly DayInputView[];
  /** Open where the week says nothing yet: one day is filled in, and laid over the others. */
  readonly copy?: { readonly from: FieldView; readonly to: FieldView; readonly isOpen: boolean };
  readonly seasons: readonly SeasonView[];
  readonly days: readonly NthDayView[];
  /** Hours that say more than a form of weeks can. */
  readonly text?: FieldView;
  readonly previewAction: string;
  readonly preview: HoursPreviewView;
}
