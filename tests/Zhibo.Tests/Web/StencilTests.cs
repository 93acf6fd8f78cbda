using System.Buffers;
using System.Text;
using Zhibo.Web;

namespace Zhibo.Tests.Web;

public sealed class StencilTests
{
    private enum Slot { Name, Count, Staff }

    [Fact]
    public void Holes_are_filled_in_order_and_as_often_as_they_stand() =>
        Fill($"<b>{Mark(Slot.Name)}</b> {Mark(Slot.Count)}<i>{Mark(Slot.Name)}</i>").ShouldBe("<b>Name</b> Count<i>Name</i>");

    [Fact]
    public void A_section_is_written_when_it_shows() =>
        Fill($"a{Stencil.Begin("Staff")}<p>{Mark(Slot.Name)}</p>{Stencil.End("Staff")}b", shows: true).ShouldBe("a<p>Name</p>b");

    [Fact]
    public void A_section_that_does_not_show_leaves_nothing() =>
        Fill($"a{Stencil.Begin("Staff")}<p>{Mark(Slot.Name)}</p>{Stencil.End("Staff")}b{Mark(Slot.Count)}", shows: false).ShouldBe("abCount");

    [Fact]
    public void Without_marks_it_is_the_text() => Fill("你好，德阳").ShouldBe("你好，德阳");

    [Fact]
    public void A_mark_without_a_slot_is_a_mistake() =>
        Should.Throw<ArgumentException>(() => Stencil.Cut<Slot>(Stencil.Mark("Nobody"))).Message.ShouldContain("Nobody");

    [Fact]
    public void What_looks_like_a_mark_but_lacks_the_secret_is_text() => Fill("z0123456789abcdef_h_Name_").ShouldBe("z0123456789abcdef_h_Name_");

    private static string Mark(Slot slot) => Stencil.Mark(slot.ToString());

    private static string Fill(string html, bool shows = true)
    {
        var output = new ArrayBufferWriter<byte>();
        Stencil.Cut<Slot>(html).Write(output, new Names(shows));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private readonly struct Names(bool shows) : IStencilFill
    {
        public bool Shows(int slot) => shows;

        public void Write(int slot, IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(((Slot)slot).ToString(), output);
    }
}
