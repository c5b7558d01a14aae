/** Logistic regression over named features that are there or not. Deterministic. */

/** What is learned from. */
export interface LabelledFeatures {
  readonly features: readonly string[];
  readonly label: 0 | 1;
}

const ITERATIONS = 120;
/** A feature seen in fewer sentences is left out. */
const RAREST = 3;

/** Minimises the L2-regularised log loss with L-BFGS; the intercept is regularised with the rest. `strength`: weight of the log loss against the penalty. */
export function learnWeights(rows: readonly LabelledFeatures[], strength: number): Map<string, number> {
  const seen = new Map<string, number>();
  for (const row of rows) for (const feature of row.features) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  const names = [...seen].filter(([, count]) => count >= RAREST).map(([name]) => name);
  const ids = new Map(names.map((name, i) => [name, i]));
  const data = rows.map(row => ({ label: row.label, ids: Int32Array.from(row.features.flatMap(feature => ids.get(feature) ?? [])) }));

  const objective = (w: Float64Array, gradient: Float64Array): number => {
    let value = 0;
    for (let i = 0; i < w.length; i++) {
      const weight = w[i] ?? 0;
      value += 0.5 * weight * weight;
      gradient[i] = weight;
    }
    for (const row of data) {
      let sum = 0;
      for (const id of row.ids) sum += w[id] ?? 0;
      value += strength * (Math.log1p(Math.exp(-Math.abs(sum))) + Math.max(sum, 0) - row.label * sum);
      const error = strength * (1 / (1 + Math.exp(-sum)) - row.label);
      for (const id of row.ids) gradient[id] = (gradient[id] ?? 0) + error;
    }
    return value;
  };
  const w = minimise(objective, names.length);
  return new Map(names.map((name, i) => [name, w[i] ?? 0]));
}

/** Limited-memory BFGS with a backtracking line search, from zero. */
function minimise(objective: (w: Float64Array, gradient: Float64Array) => number, size: number): Float64Array {
  const memory = 8;
  let w = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = objective(w, gradient);
  const steps: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const direction = Float64Array.from(gradient, g => -g);
    const alphas: number[] = [];
    for (const { s, y, rho } of [...steps].reverse()) {
      const alpha = rho * dot(s, direction);
      alphas.push(alpha);
      addScaled(direction, y, -alpha);
    }
    const last = steps.at(-1);
    if (last) scale(direction, 1 / (last.rho * dot(last.y, last.y)));
    for (const { s, y, rho } of steps) addScaled(direction, s, (alphas.pop() ?? 0) - rho * dot(y, direction));
    const slope = dot(direction, gradient);
    let rate = iteration === 0 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
    let moved = false;
    for (let tries = 0; tries < 30; tries++, rate /= 2) {
      const next = Float64Array.from(w);
      addScaled(next, direction, rate);
      const nextGradient = new Float64Array(size);
      const nextValue = objective(next, nextGradient);
      if (nextValue > value + 1e-4 * rate * slope) continue;
      const s = Float64Array.from(next, (v, i) => v - (w[i] ?? 0));
      const y = Float64Array.from(nextGradient, (v, i) => v - (gradient[i] ?? 0));
      const curvature = dot(s, y);
      if (curvature > 1e-10) steps.push({ s, y, rho: 1 / curvature });
      if (steps.length > memory) steps.shift();
      moved = value - nextValue > 1e-7 * Math.abs(value);
      w = next;
      gradient = nextGradient;
      value = nextValue;
      break;
    }
    if (!moved) break;
  }
  return w;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function addScaled(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] = (a[i] ?? 0) + factor * (b[i] ?? 0);
}

function scale(a: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] = (a[i] ?? 0) * factor;
}
