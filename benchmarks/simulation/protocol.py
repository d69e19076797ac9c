"""What is measured: municipalities, ways, replications. Written down before anything is run."""

from typing import Final

from benchmarks.simulation.job import MemoryJob, SimulationJob, StudyJob, YearsJob
from benchmarks.simulation.ways import OPTIMISER, OURS, PEER, PEER_OF, SIX

WEEKS: Final = 52
MUNICIPALITIES: Final = ("hedensted", "vejle", "herning")
NUM_BLOCKS: Final = 4
BLOCK_REPLICATIONS: Final = 5
NUM_STUDIES: Final = 2
NUM_PIECES: Final = 48
PIECE_REPLICATIONS: Final = 2
FEW: Final = 20
MANY: Final = 200


def simulation_jobs() -> list[SimulationJob]:
    """Block by block, so that a run that is stopped has something of everything."""
    return [job for block in range(NUM_BLOCKS) for job in _of_block(block)]


def _of_block(block: int) -> list[SimulationJob]:
    years = [
        YearsJob(
            municipality=municipality,
            ways=(*OURS, PEER),
            first=block * BLOCK_REPLICATIONS,
            num_replications=BLOCK_REPLICATIONS,
            weeks=WEEKS,
        )
        for municipality in MUNICIPALITIES
    ]
    study = StudyJob(
        municipality="hedensted",
        ways=SIX,
        num_pieces=NUM_PIECES,
        piece_replications=PIECE_REPLICATIONS,
        weeks=WEEKS,
        two_first=block % 2 == 1,
        seed=1 + block,
    )
    memory = [
        MemoryJob(municipality="hedensted", way=way, few=FEW, many=MANY, weeks=WEEKS, seed=1)
        for way in (PEER_OF, OPTIMISER)
        if block == 0
    ]
    return [*years, *([study] if block < NUM_STUDIES else []), *memory]
