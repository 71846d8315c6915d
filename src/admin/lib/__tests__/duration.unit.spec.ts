import { formatDuration } from "../duration"

it.each([
  [0, "en", "0 sec"],
  [89, "en", "89 sec"],
  [95, "en", "2 min"],
  [5_399, "en", "90 min"],
  [5_400, "en", "2 hr"],
  [200_000, "en", "2 days"],
  [95, "es", "2 min"],
  [7_200, "pt-PT", "2 h"],
])("%s seconds are said in one unit: %s %s", (seconds, locale, text) => {
  expect(formatDuration(seconds, locale)).toBe(text)
})
