/** Pages of the questions. */

import type { Context } from '#kernel/context.ts'
import type { CriteriaSet } from '#kernel/packs.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { dossierCan, dossierLinks, type Rateable } from '#modules/dossiers/api.ts'
import { Checkbox, Radios } from '#ui/choices.tsx'
import { BackLink, Button, LinkButton } from '#ui/elements.tsx'
import { ErrorSummary, type FieldError } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage } from '#ui/layout.tsx'
import { choicesOf, isAsked } from '../criteria/domain.ts'
import { surveyLinks } from '../inviting/domain.ts'
import { reportLinks } from '../reports/domain.ts'
import type { Way } from './commands.ts'
import { texts } from './texts.ts'

export const commentMax = 1000
/** Name of the field of a criterion. */
export const fieldOf = (number: string): string => `tieu-chi-${number}`

export type SurveyParts = {
  readonly way: Exclude<Way, { readonly kiosk: unknown }>
  readonly dossier: Rateable
  readonly set: CriteriaSet
  readonly typed: (name: string) => string | undefined
  readonly errors: readonly FieldError[]
}

/** Where the page leads back to, by the way it was opened; a link opens nothing else of the dossier. */
const backTo = ({ way, dossier }: Pick<SurveyParts, 'way' | 'dossier'>): string | undefined => {
  if ('token' in way) return undefined
  return way.secret ? dossierLinks.lookUpWith(dossier.code, way.secret) : dossierLinks.show(dossier.code)
}
const hiddenIn = (way: SurveyParts['way']): Record<string, string> => {
  if ('token' in way) return way.isQr ? { nguon: 'qr' } : {}
  return way.secret ? { ma: way.secret } : {}
}

export function surveyPage(context: Context, parts: SurveyParts): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).title, noIndex: true },
    <PortalFrame>
      <Questions {...parts} />
    </PortalFrame>,
    parts.errors.length > 0 ? 422 : 200,
  )
}

function Questions(parts: SurveyParts) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { way, dossier, set, typed, errors } = parts
  const asked = set.criteria.filter(isAsked)
  const back = backTo(parts)
  return (
    <QuestionPage>
      {back && <BackLink href={back}>{t.back}</BackLink>}
      <ErrorSummary errors={errors} />
      <PageHead kicker={dossier.procedureName} title={t.title} lead={t.lead(asked.length)} />
      <PostForm
        action={'token' in way ? surveyLinks.survey(way.token) : dossierLinks.rate(dossier.code)}
        hidden={hiddenIn(way)}
        class="stack"
      >
        {asked.map((one) => (
          <Radios
            key={one.number}
            name={fieldOf(one.number)}
            label={one.question[language]}
            hint={one.hint?.[language]}
            value={typed(fieldOf(one.number))}
            error={errors.find(({ name }) => name === fieldOf(one.number))?.message}
            choices={choicesOf(one).map(({ value, words }) => ({ value, label: words[language] }))}
          />
        ))}
        <TextArea
          name="comment"
          label={t.comment}
          hint={t.commentHint}
          value={typed('comment')}
          isOptional
          rows={4}
          maxLength={commentMax}
        />
        <Checkbox
          name="anonymous"
          label={t.anonymous}
          hint={t.anonymousHint}
          isChecked={typed('anonymous') === 'yes'}
        />
        <p class="hint">{t.once}</p>
        <Button>{t.send}</Button>
      </PostForm>
    </QuestionPage>
  )
}

/** Thanks after a rating; also what a second try sees. Before there is an outcome it says to come back. */
export function ratedPage(context: Context, parts: Pick<SurveyParts, 'way' | 'dossier'>): Reply {
  const t = textsFor(texts, context.language)
  const { isRated, procedureName } = parts.dossier
  const [title, lead] = isRated ? [t.thanks, t.thanksLead] : [t.tooEarly, t.tooEarlyWhy]
  const back = backTo(parts)
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame>
      <QuestionPage>
        <PageHead kicker={procedureName} title={title} lead={lead} />
        <div class="button-group">
          {back && <LinkButton href={back}>{t.back}</LinkButton>}
          <LinkButton href={reportLinks.publicAll()} kind="secondary">
            {t.seeScores}
          </LinkButton>
        </div>
      </QuestionPage>
    </PortalFrame>,
  )
}

/** Whether the questions may still be answered. */
export const isOpenToRate = (dossier: Rateable): boolean => dossierCan('rate', dossier) && !dossier.isRated
