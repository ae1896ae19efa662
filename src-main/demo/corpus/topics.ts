/**
 * A field of research as a vocabulary. Each of the first four lists has eight entries, because
 * titles are told apart by a place in them. `systems` and `data` are plural nouns; `mechanisms` are
 * singular nouns without an article; `problems` follow "under", "of" and "against"; `tasks` are
 * singular nouns.
 */
export type Topic = {
  categories: readonly string[];
  field: string;
  systems: readonly string[];
  problems: readonly string[];
  mechanisms: readonly string[];
  data: readonly string[];
  tasks: readonly string[];
  metrics: readonly string[];
};

function topic(
  categories: string,
  field: string,
  lists: Readonly<
    Record<'systems' | 'problems' | 'mechanisms' | 'data' | 'tasks' | 'metrics', string>
  >,
): Topic {
  const split = (text: string) => text.split(', ');
  return {
    categories: categories.split(' '),
    field,
    systems: split(lists.systems),
    problems: split(lists.problems),
    mechanisms: split(lists.mechanisms),
    data: split(lists.data),
    tasks: split(lists.tasks),
    metrics: split(lists.metrics),
  };
}

/** All fields that the made-up papers come from. */
export const topics: readonly Topic[] = [
  topic('cs.IR cs.CL', 'retrieval-augmented generation', {
    systems:
      'retrieval agents, dense retrievers, cited answers, passage rerankers, hybrid indexes, search assistants, knowledge readers, multi-hop retrievers',
    problems:
      'stale evidence, conflicting sources, redundant passages, long contexts, missing citations, ambiguous questions, distracting passages, shifting corpora',
    mechanisms:
      'query rewriting, late interaction, evidence pruning, passage budgeting, index refreshing, source attribution, iterative reading, abstention',
    data: 'archived reports, scanned tables, support questions, legal filings, field manuals, encyclopedia revisions, meeting minutes, product sheets',
    tasks: 'open-domain question answering, fact verification, report writing',
    metrics: 'exact match, citation recall, nDCG@10',
  }),
  topic('cs.CL cs.AI', 'language modelling', {
    systems:
      'small language models, long-context transformers, instruction-tuned models, byte-level models, recurrent language models, draft models, bilingual models, base models',
    problems:
      'token imbalance, repeated text, domain drift, memory pressure, noisy instructions, unseen scripts, low-resource languages, context dilution',
    mechanisms:
      'vocabulary pruning, curriculum ordering, weight averaging, token dropping, data mixing, layer sharing, prefix caching, self-distillation',
    data: 'public-domain books, web transcripts, code comments, letters and diaries, dialogue logs, parliamentary records, dictionary entries, children’s stories',
    tasks: 'next-token prediction, summarisation, reading comprehension',
    metrics: 'perplexity, compression rate, win rate',
  }),
  topic('cs.LG cs.CL', 'reasoning with language models', {
    systems:
      'chain-of-thought models, step verifiers, reasoning traces, math solvers, planning models, tool-using models, proof assistants, self-correcting models',
    problems:
      'unfaithful explanations, overthinking, early commitment, arithmetic slips, reward hacking, misleading hints, search explosion, lost premises',
    mechanisms:
      'process supervision, budgeted search, backtracking, answer voting, trace compression, verifier guidance, subgoal planning, length control',
    data: 'contest problems, word problems, logic puzzles, unit-tested programs, proof sketches, scheduling tasks, spatial riddles, lab protocols',
    tasks: 'multi-step arithmetic, formal proof, constraint solving',
    metrics: 'pass@1, solve rate, solution length',
  }),
  topic('cs.CV cs.LG', 'video generation', {
    systems:
      'video diffusion models, world simulators, frame interpolators, streaming generators, camera-aware models, latent video models, motion editors, story generators',
    problems:
      'temporal flicker, identity drift, physical implausibility, long horizons, camera shake, sparse keyframes, motion blur, scene cuts',
    mechanisms:
      'trajectory conditioning, cache reuse, frame-level guidance, noise scheduling, token merging, optical-flow alignment, shot planning, causal attention',
    data: 'cooking videos, driving clips, stage recordings, animated shorts, wildlife footage, silent films, sports replays, home videos',
    tasks: 'text-to-video synthesis, video editing, view extrapolation',
    metrics: 'FVD, subject consistency, motion smoothness',
  }),
  topic('cs.CV', 'image synthesis', {
    systems:
      'flow-matching models, one-step generators, autoregressive image models, layout-guided generators, consistency models, style adapters, image tokenisers, typography generators',
    problems:
      'attribute leakage, garbled text, crowded scenes, mode collapse, oversaturation, counting errors, guidance artefacts, rare concepts',
    mechanisms:
      'attention steering, adaptive guidance, token reordering, latent rescaling, preference tuning, prompt decomposition, teacher forcing, residual quantisation',
    data: 'poster designs, museum scans, floor plans, product photographs, botanical plates, comic panels, satellite tiles, signage photographs',
    tasks: 'text-to-image synthesis, image editing, layout generation',
    metrics: 'FID, alignment score, human preference',
  }),
  topic('cs.RO cs.LG', 'robot learning', {
    systems:
      'manipulation policies, legged robots, vision-language-action models, mobile manipulators, grasp planners, dexterous hands, household robots, aerial robots',
    problems:
      'contact uncertainty, sensor dropout, unseen objects, slippery terrain, delayed actuation, cluttered shelves, sim-to-real gaps, scarce demonstrations',
    mechanisms:
      'action chunking, tactile feedback, residual control, simulation replay, demonstration retargeting, latent planning, contact prediction, online adaptation',
    data: 'kitchen demonstrations, teleoperation logs, warehouse picks, tactile traces, outdoor hikes, assembly sequences, play recordings, folding trials',
    tasks: 'bimanual manipulation, blind locomotion, bin picking',
    metrics: 'success rate, time to completion, recovery rate',
  }),
  topic('cs.LG cs.AI', 'mechanistic interpretability', {
    systems:
      'sparse autoencoders, wide networks, attention heads, linear probes, residual streams, feature circuits, steering vectors, gated layers',
    problems:
      'superposition, feature splitting, shortcut cues, dead features, spurious circuits, probe leakage, polysemantic units, unstable explanations',
    mechanisms:
      'activation patching, dictionary learning, causal scrubbing, feature pruning, path attribution, concept erasure, transcoder training, neuron clustering',
    data: 'synthetic grammars, induction prompts, factual cloze items, code completions, modular sums, translated sentences, board-game records, negated statements',
    tasks: 'circuit discovery, concept detection, behaviour steering',
    metrics: 'faithfulness, loss recovered, probe accuracy',
  }),
  topic('cs.LG stat.ML', 'efficient training', {
    systems:
      'low-rank adapters, mixture-of-experts models, quantised optimisers, pipeline schedules, large-batch trainers, sharded trainers, pruned networks, looped transformers',
    problems:
      'loss spikes, expert imbalance, gradient noise, stragglers, memory fragmentation, learning-rate sensitivity, outlier activations, communication stalls',
    mechanisms:
      'gradient clipping, router regularisation, momentum sharing, weight decay scheduling, activation offloading, orthogonal updates, low-precision accumulation, checkpoint merging',
    data: 'training logs, ablation sweeps, loss curves, hyperparameter traces, hardware counters, spot-instance histories, scaling runs, profiler dumps',
    tasks: 'pre-training, continued training, fine-tuning',
    metrics: 'token throughput, validation loss, wall-clock time',
  }),
  topic('cs.DC cs.LG', 'model serving', {
    systems:
      'inference servers, speculative decoders, cache managers, batch schedulers, edge runtimes, mobile accelerators, prefill clusters, streaming endpoints',
    problems:
      'bursty traffic, cache misses, head-of-line blocking, memory pressure, cold starts, mixed request lengths, power limits, noisy neighbours',
    mechanisms:
      'cache eviction, continuous batching, draft verification, key-value compression, request routing, kernel fusion, weight streaming, early exit',
    data: 'request traces, chat sessions, latency logs, batch manifests, agent workloads, on-device sessions, code-completion bursts, overnight jobs',
    tasks: 'online serving, offline batch inference, on-device inference',
    metrics: 'time to first token, throughput, tail latency',
  }),
  topic('cs.CL cs.HC', 'dialogue and assistants', {
    systems:
      'writing assistants, tutoring systems, voice assistants, collaborative agents, help-desk agents, reading companions, role-playing models, mediating agents',
    problems:
      'sycophancy, forgotten preferences, unclear goals, interrupted speech, over-refusal, cultural mismatch, misplaced trust, topic drift',
    mechanisms:
      'clarifying questions, memory consolidation, preference elicitation, turn prediction, tone matching, feedback summarisation, persona grounding, goal tracking',
    data: 'tutoring sessions, support tickets, diary studies, negotiation games, peer reviews, classroom transcripts, counselling role-plays, editing histories',
    tasks: 'multi-turn dialogue, guided writing, personal tutoring',
    metrics: 'user satisfaction, dialogue length, preference rate',
  }),
  topic('cs.SE cs.AI', 'program synthesis', {
    systems:
      'coding agents, repair models, test generators, code reviewers, migration tools, type-aware decoders, repository agents, query translators',
    problems:
      'flaky tests, hidden dependencies, vague issues, untyped interfaces, stale documentation, long build times, silent regressions, rare languages',
    mechanisms:
      'execution feedback, patch ranking, test minimisation, repository mapping, type-constrained decoding, trace replay, diff summarisation, sandboxed search',
    data: 'issue threads, commit histories, failing builds, notebook cells, legacy modules, spreadsheet formulas, compiler logs, review comments',
    tasks: 'issue resolution, program repair, code migration',
    metrics: 'resolved rate, patch size, test coverage',
  }),
  topic('cs.CV cs.GR', 'three-dimensional reconstruction', {
    systems:
      'Gaussian splatting models, neural surfaces, feed-forward reconstructors, relightable avatars, scene completers, pose-free reconstructors, mesh generators, dynamic scene models',
    problems:
      'sparse views, reflective surfaces, moving objects, unknown poses, thin structures, changing light, large scenes, rolling shutter',
    mechanisms:
      'primitive pruning, surface alignment, view weighting, depth distillation, anchor growing, bundle refinement, hierarchical splitting, material factorisation',
    data: 'phone captures, drone surveys, turntable scans, street panoramas, archive photographs, endoscopy videos, studio captures, indoor walkthroughs',
    tasks: 'novel view synthesis, surface reconstruction, relighting',
    metrics: 'PSNR, Chamfer distance, frame rate',
  }),
  topic('eess.AS cs.SD', 'speech and audio', {
    systems:
      'speech recognisers, spoken language models, voice cloners, music generators, audio tokenisers, sound separators, streaming translators, singing synthesisers',
    problems:
      'overlapping speech, room echo, accented speech, codec artefacts, whispered input, code-switching, wind noise, missing transcripts',
    mechanisms:
      'phoneme alignment, duration control, codebook pruning, speaker anchoring, chunked attention, prosody transfer, noise injection, interleaved decoding',
    data: 'radio archives, field interviews, lecture recordings, call-centre audio, folk recordings, bedtime stories, birdsong surveys, rehearsal tapes',
    tasks: 'speech recognition, simultaneous translation, music continuation',
    metrics: 'word error rate, speaker similarity, listening score',
  }),
  topic('cs.CV cs.CL', 'multimodal understanding', {
    systems:
      'vision-language models, document readers, chart readers, multimodal agents, visual grounders, screen agents, video question answerers, image captioners',
    problems:
      'visual hallucination, tiny text, dense layouts, language priors, occluded objects, unanswerable questions, mirrored scenes, crowded charts',
    mechanisms:
      'region cropping, token pruning, visual prompting, caption grounding, contrastive decoding, resolution routing, pointer prediction, layout encoding',
    data: 'scientific charts, scanned forms, instruction diagrams, mobile screens, museum labels, transit maps, handwritten notes, recipe cards',
    tasks: 'visual question answering, document parsing, screen navigation',
    metrics: 'answer accuracy, grounding precision, hallucination rate',
  }),
  topic('cs.CR cs.AI', 'safety and security', {
    systems:
      'guard models, safety classifiers, tool-calling agents, watermark detectors, refusal filters, audit pipelines, sandboxed agents, red-team generators',
    problems:
      'prompt injection, paraphrase attacks, poisoned documents, slow-burn manipulation, false alarms, covert channels, leaked secrets, adversarial suffixes',
    mechanisms:
      'privilege separation, canary prompts, consistency checking, policy distillation, adversarial training, context quarantine, provenance tracking, randomised smoothing',
    data: 'attack transcripts, incident reports, policy documents, agent logs, moderation queues, multilingual prompts, tool manifests, synthetic threats',
    tasks: 'attack detection, safe tool use, content moderation',
    metrics: 'attack success rate, false positive rate, utility retained',
  }),
  topic('cs.LG cs.AI', 'reinforcement learning', {
    systems:
      'policy optimisers, world models, offline learners, value ensembles, exploration agents, multi-agent teams, reward models, curriculum teachers',
    problems:
      'sparse rewards, stale rollouts, value overestimation, entropy collapse, partial observability, long horizons, shifting opponents, biased raters',
    mechanisms:
      'advantage shaping, rollout reuse, clipped exploration, return decomposition, trust-region scaling, reward smoothing, goal relabelling, group normalisation',
    data: 'game replays, rollout buffers, preference pairs, simulator traces, expert sessions, bandit logs, navigation episodes, mixed-quality demonstrations',
    tasks: 'continuous control, open-ended exploration, preference optimisation',
    metrics: 'mean return, sample efficiency, regret',
  }),
  topic('q-bio.QM cs.LG', 'computational biology', {
    systems:
      'protein language models, structure predictors, single-cell encoders, binding predictors, sequence designers, microscopy models, genome models, docking models',
    problems:
      'batch effects, disordered regions, missing modalities, rare cell types, label scarcity, sequence redundancy, assay noise, distant homologues',
    mechanisms:
      'evolutionary conditioning, masked diffusion, structure-aware pooling, cell-type calibration, contrastive pairing, active selection, motif scaffolding, uncertainty weighting',
    data: 'mutation scans, single-cell atlases, cryo-EM maps, plate images, metagenomes, time-lapse movies, antibody libraries, tissue sections',
    tasks: 'variant effect prediction, protein design, cell annotation',
    metrics: 'rank correlation, enrichment, designability',
  }),
  topic('cs.LG cs.CV', 'medical imaging', {
    systems:
      'radiology models, segmentation networks, triage systems, report generators, pathology encoders, ultrasound models, retinal screeners, federated models',
    problems:
      'scanner shift, rare findings, incomplete reports, annotation disagreement, patient motion, low-dose noise, uneven populations, missing sequences',
    mechanisms:
      'uncertainty maps, report alignment, slice selection, weak supervision, site harmonisation, prototype matching, test-time adaptation, lesion tracing',
    data: 'chest radiographs, abdominal scans, biopsy slides, cardiac videos, dental images, follow-up studies, emergency scans, screening visits',
    tasks: 'lesion segmentation, report drafting, case triage',
    metrics: 'Dice score, AUROC, calibration error',
  }),
  topic('cs.LG physics.ao-ph', 'weather and climate modelling', {
    systems:
      'neural forecasters, downscaling models, ensemble emulators, ocean models, flood predictors, hybrid climate models, nowcasting models, wildfire models',
    problems:
      'extreme events, coarse grids, drifting rollouts, missing stations, blurred forecasts, changing baselines, sharp coastlines, sensor gaps',
    mechanisms:
      'spectral regularisation, ensemble perturbation, mass conservation, bias correction, multi-scale conditioning, residual diffusion, data assimilation, physics-guided loss',
    data: 'reanalysis fields, radar sequences, buoy records, river gauges, satellite passes, station logs, ship diaries, tide tables',
    tasks: 'medium-range forecasting, precipitation nowcasting, regional downscaling',
    metrics: 'CRPS, anomaly correlation, event recall',
  }),
  topic('cs.LG cs.DB', 'learning on tables and graphs', {
    systems:
      'tabular foundation models, graph transformers, temporal graph models, text-to-query systems, entity matchers, click predictors, relational models, column encoders',
    problems:
      'missing values, long tables, feature drift, heterophily, key collisions, delayed labels, rare categories, oversquashing',
    mechanisms:
      'row sampling, schema linking, feature hashing, neighbourhood compression, value normalisation, edge rewiring, in-context fitting, cross-table transfer',
    data: 'sensor tables, ledger entries, citation graphs, purchase histories, survey answers, road networks, database dumps, energy meters',
    tasks: 'tabular prediction, link prediction, database question answering',
    metrics: 'log loss, mean reciprocal rank, execution accuracy',
  }),
  topic('cs.LG math.OC stat.ML', 'learning theory', {
    systems:
      'two-layer networks, kernel machines, gradient methods, random features, implicit regularisers, deep linear networks, stochastic approximations, attention layers',
    problems:
      'label noise, heavy-tailed gradients, ill-conditioned data, distribution shift, finite samples, degenerate minima, overparameterisation, correlated inputs',
    mechanisms:
      'sharpness control, early stopping, step-size adaptation, spectral filtering, sample reweighting, variance reduction, dimension reduction, margin maximisation',
    data: 'Gaussian mixtures, sparse parities, single-index targets, hierarchical features, power-law spectra, random graphs, teacher networks, Markov chains',
    tasks: 'regression, classification, online prediction',
    metrics: 'excess risk, sample complexity, convergence rate',
  }),
  topic('cs.AI cs.MA', 'autonomous agents', {
    systems:
      'web agents, research agents, agent teams, planning agents, memory-augmented agents, simulated societies, shopping agents, desktop agents',
    problems:
      'compounding errors, forgotten goals, unreliable tools, runaway costs, changing websites, conflicting instructions, deadlocked teams, unverifiable progress',
    mechanisms:
      'workflow memory, role assignment, checkpointed planning, tool selection, state summarisation, critique exchange, experience replay, budget allocation',
    data: 'browser sessions, spreadsheet chores, travel itineraries, laboratory notebooks, inbox threads, city simulations, expense reports, literature reviews',
    tasks: 'web navigation, long-horizon planning, literature search',
    metrics: 'task success, cost per task, intervention rate',
  }),
  topic('cs.CL', 'evaluation of language models', {
    systems:
      'model judges, leaderboards, benchmark suites, answer graders, pairwise comparisons, multilingual benchmarks, rubric graders, live evaluations',
    problems:
      'test contamination, position bias, saturated scores, grader disagreement, prompt sensitivity, verbosity bias, hidden overlap, translation errors',
    mechanisms:
      'item selection, rubric calibration, score equating, adversarial filtering, judge ensembling, difficulty estimation, confidence weighting, paraphrase testing',
    data: 'exam questions, graded essays, arena votes, expert critiques, translated items, trivia archives, rubric annotations, peer assessments',
    tasks: 'open-ended grading, model ranking, capability forecasting',
    metrics: 'rank agreement, judge accuracy, item reliability',
  }),
  topic('cs.CV cs.RO', 'autonomous driving', {
    systems:
      'end-to-end planners, motion forecasters, occupancy networks, driving simulators, lane detectors, fleet monitors, parking policies, cooperative vehicles',
    problems:
      'rare manoeuvres, night scenes, map errors, sudden occlusion, sensor misalignment, roadworks, heavy rain, unpredictable cyclists',
    mechanisms:
      'scenario mining, trajectory scoring, sensor fusion, counterfactual replay, map-free planning, risk forecasting, closed-loop tuning, temporal aggregation',
    data: 'dashcam clips, junction recordings, lidar sweeps, near-miss reports, bus routes, simulated crossings, toll-road logs, winter drives',
    tasks: 'motion forecasting, closed-loop planning, occupancy prediction',
    metrics: 'collision rate, displacement error, route completion',
  }),
];

/** What a paper may be about besides its field: singular nouns. */
export const qualities: readonly string[] =
  'robustness, calibration, faithfulness, efficiency, generalisation, controllability, fairness, transparency'.split(
    ', ',
  );

/** First and second halves of the names that authors give to their methods. */
export const nameHeads: readonly string[] =
  'Lantern Mosaic Harbor Tessel Quill Ember Sparrow Cobalt Meridian Willow Prism Anchor Thimble Cedar Lattice Beacon Mica Fathom Loom Sable Orchid Delta Pebble Kite Ridge Nimbus Saffron Tidal Alcove Juniper'.split(
    ' ',
  );
export const nameTails: readonly string[] =
  'Former Net Bench LM Flow Agent Mix Rank KV Plan Lens Pilot Cast Tune Edit Graph'.split(' ');
