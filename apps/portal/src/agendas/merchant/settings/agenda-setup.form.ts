import {
  AGENDA_TEMPLATE_NAMES,
  AGENDA_TEMPLATES,
  type AgendaAnswers,
  type AgendaTemplateName,
} from '@halles/domain/agendas';
import {
  defineForm,
  formReader,
  type FormReader,
  type FormValues,
  formValuesOf,
  optionalWholeNumber,
  wholeNumber,
} from '@halles/platform/forms';
import { MAX_RESOURCES } from '@halles/contracts';
import { z } from 'zod';

const number = { inputmode: 'numeric', isShort: true, maxlength: 5 } as const;

/** The five questions that an agenda is opened with. */
export const agendaSetupForm = defineForm({
  texts: 'agenda.setup',
  schema: z.object({
    template: z.enum(AGENDA_TEMPLATE_NAMES),
    count: wholeNumber(1, MAX_RESOURCES),
    duration: optionalWholeNumber(5, 1_440),
    gauge: optionalWholeNumber(1, 10_000),
    confirms: z.enum(['at-once', 'by-hand']),
  }),
  fields: {
    template: { control: 'choice', layout: 'grid' },
    count: number,
    duration: number,
    gauge: number,
    confirms: { control: 'choice' },
  },
});

/** The answers. A place where only the people inside are counted has to say how many may be. */
export const agendaSetupReader: FormReader<AgendaAnswers> = {
  read(posted) {
    const fields = agendaSetupForm.read(posted);
    return formReader<AgendaAnswers>(() => {
      if (!fields.ok) return { errors: fields.errors };
      const { confirms, ...answers } = fields.input;
      if (AGENDA_TEMPLATES[answers.template].resource === null && answers.gauge === null)
        return { errors: { gauge: { key: 'gaugeMissing' } } };
      return { input: { ...answers, confirmsByHand: confirms === 'by-hand' } };
    }).read(posted);
  },
};

/** What the form is filled in with: what is usual in the trade. Pure. */
export function agendaSetupValues(template: AgendaTemplateName): FormValues {
  const { resource, confirmsByHand } = AGENDA_TEMPLATES[template];
  return formValuesOf({
    template,
    count: String(resource?.count ?? 1),
    duration: '',
    gauge: '',
    confirms: confirmsByHand ? 'by-hand' : 'at-once',
  });
}
