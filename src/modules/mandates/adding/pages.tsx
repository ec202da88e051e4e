/** Forms that ask for a mandate or give one: one page for each way. */

import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { citizenOf, type MandateRole } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import { type FormBody, page, type Reply } from '#kernel/web.ts'
import { formLists } from '#modules/organisation/api.ts'
import { Checkboxes, type Choice, Radios, Select } from '#ui/choices.tsx'
import { BackLink, Button } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead } from '#ui/layout.tsx'
import { DateInput, FullNameInput, IdentityNumberInput } from '#ui/people-inputs.tsx'
import { FileUpload } from '#ui/upload.tsx'
import {
  type GrantedRole,
  grantableRoles,
  helpHours,
  mandateLinks,
  roleNames,
  scopeNames,
  scopesOf,
} from '../domain.ts'
import { accountCrumb } from '../pages.tsx'
import { paperRoles } from '../proving/commands.ts'
import { texts } from '../texts.ts'

/** Ways to a mandate for oneself, and to one for somebody else. */
export const ownWays = ['to-chuc', 'con', 'uy-quyen', 'giup', 'giay-to'] as const
export const grantWays = ['trao', 'nho-giup'] as const
type WayKey = (typeof ownWays)[number] | (typeof grantWays)[number]

/** The role that a way asks for or gives, unless it lets one choose. */
const roleOfWay: Partial<Record<WayKey, GrantedRole>> = {
  'uy-quyen': 'authorised',
  giup: 'helper',
  trao: 'authorised',
  'nho-giup': 'helper',
}

type AddProps = {
  readonly way: WayKey
  readonly typed: FormBody['fields']
  readonly problem?: Problem
}
type Shown = AddProps & {
  readonly isOrganisation: boolean
  readonly roles: readonly MandateRole[]
  readonly units: readonly Choice[]
}

export function addPage(context: Context, props: AddProps): Reply {
  const { organisation, agent } = citizenOf(context.actor)
  const isOrganisation = organisation !== undefined
  const shown: Shown = {
    ...props,
    isOrganisation,
    roles: rolesOf(props.way, isOrganisation, agent?.mandate.role),
    units: props.way === 'giay-to' ? formLists(context).units : [],
  }
  const t = textsFor(texts, context.language)
  const title = t[wordsOf(shown).title]
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame breadcrumb={[...accountCrumb(context), { href: mandateLinks.list, label: t.title }]}>
      <Add {...shown} />
    </PortalFrame>,
    props.problem?.status ?? 200,
  )
}

function rolesOf(way: WayKey, isOrganisation: boolean, own: MandateRole | undefined): readonly MandateRole[] {
  if (way === 'giay-to') return paperRoles
  const role = roleOfWay[way]
  return isOrganisation || !role ? grantableRoles(isOrganisation, own) : [role]
}

const words = {
  'to-chuc': { title: 'addFirm', lead: 'addFirmLead', send: 'sendFirm' },
  con: { title: 'addChild', lead: 'addChildLead', send: 'sendChild' },
  'uy-quyen': { title: 'addAuthority', lead: 'addAuthorityLead', send: 'sendHelp' },
  giup: { title: 'addHelp', lead: 'addHelpLead', send: 'sendHelp' },
  'nho-giup': { title: 'addHelper', lead: 'addHelperLead', send: 'sendGrant' },
  'giay-to': { title: 'addPaper', lead: 'addPaperLead', send: 'sendPaper' },
  trao: { title: 'addGrant', lead: 'addGrantLead', send: 'sendGrant' },
} as const
const memberWords = { title: 'addMember', lead: 'addMemberLead', send: 'sendMember' } as const
const wordsOf = ({ way, isOrganisation }: Pick<Shown, 'way' | 'isOrganisation'>) =>
  way === 'trao' && isOrganisation ? memberWords : words[way]

function Add(props: Shown) {
  const t = useTexts(texts)
  const { way, problem } = props
  const { title, lead, send } = wordsOf(props)
  return (
    <div class="question stack">
      <BackLink href={mandateLinks.list}>{t.back}</BackLink>
      <NotDone title={t.notDone} reason={problem?.detail} />
      <PageHead title={t[title]} lead={t[lead]} />
      <PostForm action={mandateLinks.add(way)} class="stack" hasFiles={way === 'giay-to'}>
        <Questions {...props} />
        <Button>{t[send]}</Button>
      </PostForm>
    </div>
  )
}

const one = (typed: FormBody['fields'], name: string): string | undefined => [typed[name]].flat()[0]
const dayTyped = (typed: FormBody['fields'], name: string) => ({
  day: one(typed, `${name}.day`) ?? '',
  month: one(typed, `${name}.month`) ?? '',
  year: one(typed, `${name}.year`) ?? '',
})

function Questions(props: Shown) {
  const t = useTexts(texts)
  const { way, typed, units } = props
  if (way === 'to-chuc')
    return (
      <TextInput
        name="taxCode"
        label={t.taxCode}
        hint={t.taxCodeHint}
        inputMode="numeric"
        width="medium"
        maxLength={20}
        value={one(typed, 'taxCode')}
      />
    )
  const person = <PersonQuestions typed={typed} isNamed={way !== 'trao' && way !== 'nho-giup'} />
  if (way === 'con') return person
  if (way !== 'giay-to')
    return (
      <>
        {person}
        <WishQuestions {...props} />
      </>
    )
  return (
    <>
      {person}
      <RoleQuestion {...props} />
      <DateInput name="to" label={t.to} isOptional value={dayTyped(typed, 'to')} />
      <FileUpload name="paper" label={t.paper} megabytesMax={20} isSingle />
      <Select name="unit" label={t.unit} value={one(typed, 'unit')} choices={units} />
    </>
  )
}

function PersonQuestions({
  typed,
  isNamed,
}: {
  readonly typed: FormBody['fields']
  readonly isNamed: boolean
}) {
  const t = useTexts(texts)
  return (
    <>
      <IdentityNumberInput name="identity" label={t.identity} value={one(typed, 'identity')} isOwn={false} />
      {isNamed && (
        <>
          <FullNameInput name="name" label={t.name} value={one(typed, 'name')} isOwn={false} />
          <DateInput name="birth" label={t.birth} value={dayTyped(typed, 'birth')} />
        </>
      )}
    </>
  )
}

function RoleQuestion({ typed, roles }: Shown) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Radios
      name="role"
      label={t.roleAsked}
      value={one(typed, 'role')}
      choices={roles.map((value) => ({
        value,
        label: roleNames[value][language],
        hint: scopesOf[value].map((scope) => scopeNames[scope][language]).join('; '),
      }))}
    />
  )
}

function WishQuestions(props: Shown) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { typed, isOrganisation, roles } = props
  const [role = 'authorised'] = roles
  if (role === 'helper')
    return (
      <>
        <input type="hidden" name="role" value={role} />
        <Radios
          name="hours"
          label={t.hoursAsked}
          hint={t.hoursHint}
          isInline
          value={one(typed, 'hours')}
          choices={helpHours.map((value) => ({ value, label: t[value] }))}
        />
      </>
    )
  return (
    <>
      {isOrganisation ? (
        <RoleQuestion {...props} />
      ) : (
        <>
          <input type="hidden" name="role" value={role} />
          <Checkboxes
            name="scopes"
            label={t.scopesAsked}
            hint={t.scopesHint}
            values={[typed.scopes ?? []].flat()}
            choices={scopesOf[role]
              .filter((scope) => scope !== 'look')
              .map((value) => ({ value, label: scopeNames[value][language] }))}
          />
        </>
      )}
      <DateInput name="from" label={t.from} hint={t.fromHint} isOptional value={dayTyped(typed, 'from')} />
      <DateInput
        name="to"
        label={t.to}
        hint={isOrganisation ? t.toHint : undefined}
        isOptional={isOrganisation}
        value={dayTyped(typed, 'to')}
      />
      <TextInput
        name="procedures"
        label={t.proceduresAsked}
        hint={t.proceduresHint}
        isOptional
        width="long"
        maxLength={1000}
        value={one(typed, 'procedures')}
      />
    </>
  )
}
