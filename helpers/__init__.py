"""Small modules that the lessons call, on four floors: a module imports from its own floor or from below.

1. Facts and checks:
   counts, wording, tables, evidence

2. Statistics, each module one idea:
   printed, proportions, comparisons, equivalence, two_by_two, unconditional, small_samples,
   several_markers, floors, grim, summary_numbers, follow_up_times, easi, visits, fluctuation,
   dose_escalation, detective, strength, trial_design, next_trial, beliefs, pooling, sparse_events

3. What the lessons compute from them:
   placebo, trial_map, simulated, simulate, analysis_choices, appraisal, efficacy, strength_curves,
   efficacy_tables, follow_up, synthesis, verdicts, synthesis_words, own_trial_cells,
   own_trial_sources, own_trial, own_trial_counts, own_trial_p_values, own_trial_checks, session

4. What the reader sees:
   figures, figures_start, figures_background, figures_placebo, figures_phase1, figures_equivalence,
   figures_detective, figures_strength, figures_participants, figures_followup, figures_cytokines,
   figures_synthesis, figures_appraisal, figures_next_trial, figures_own_trial, figures_session,
   lesson, controls, publish, handouts

Each module begins by saying what it answers. The statistics (floor 2) take plain counts and know no data file, no
notebook and no picture; `tests/worked_*.ipynb` shows each at work. Figures draw what they are given;
only a moved slider makes one compute again.
"""
