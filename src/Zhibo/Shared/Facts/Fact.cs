using Zhibo.Data;

namespace Zhibo.Shared.Facts;

/// <summary>Something that happened, recorded in the transaction that made it happen (rule 3). Small: ids, not content.</summary>
public abstract record Fact;

/// <summary>A durable consequence. Runs after the fact's commit, in one transaction with the mark that it ran,
/// so its effect on the database happens exactly once. Work outside the database goes into a Job row.</summary>
public interface IOn<in TFact>
    where TFact : Fact
{
    void Handle(TFact fact, Db db);
}

/// <summary>What a node holds in memory and must refresh. Called on every node after the commit, before the
/// writer is answered on the node that wrote; never throws, never waits.</summary>
public interface IWatch<in TFact>
    where TFact : Fact
{
    void Seen(TFact fact);
}
