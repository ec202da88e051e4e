import { openStage } from './stage.ts'
import { citizenJourneys } from './zz-citizen.ts'

citizenJourneys(await openStage(), { width: 1280 }, true)
